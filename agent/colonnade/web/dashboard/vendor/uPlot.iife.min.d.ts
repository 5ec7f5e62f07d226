// The part of uPlot 1.6 that is used here. The script puts its class on `window`.

export type Column = (number | null)[];
export type Data = [number[], ...Column[]];
export type Scale = "x" | "y";

export interface Series {
  label?: string;
  stroke?: string;
  fill?: string;
  width?: number;
  dash?: number[];
  spanGaps?: boolean;
  paths?: () => null;
  points?: { show?: boolean; size?: number; width?: number; stroke?: string; fill?: string };
}

export interface Axis {
  stroke?: string;
  font?: string;
  size?: number;
  space?: number;
  incrs?: number[];
  splits?: () => number[];
  grid?: { stroke?: string; width?: number };
  ticks?: { show: boolean };
  values?: (plot: Plot, splits: number[]) => string[];
}

export interface Options {
  width: number;
  height: number;
  padding?: [number, number, number, number];
  series: Series[];
  bands?: { series: [number, number]; fill: string }[];
  axes: Axis[];
  scales: { x: { time: boolean; range: [number, number] }; y: { range: [number, number]; dir?: 1 | -1 } };
  legend: { show: boolean };
  cursor: { y: boolean; drag: { x: boolean; y: boolean }; points: { size: number } };
  tzDate?: (seconds: number) => Date;
  hooks?: { setCursor?: ((plot: Plot) => void)[] };
}

export interface Plot {
  readonly cursor: { idx?: number | null };
  readonly over: HTMLElement;
  setSize(size: { width: number; height: number }): void;
  setCursor(at: { left: number; top: number }, fire?: boolean): void;
  valToPos(value: number, scale: Scale): number;
  destroy(): void;
}

export interface PlotClass {
  new (options: Options, data: Data, target: HTMLElement): Plot;
}

declare global {
  interface Window {
    uPlot?: PlotClass;
  }
}
