// @ts-check
import { recordClick, retract } from "../entries.js";
import { useApp } from "../screen.js";
import { useNext } from "../today/next.js";
import { html, useEffect, useState } from "../vendor/htm-preact-standalone.module.js";
import { Dialog } from "./dialog.js";
import { FATES, useLog } from "./log.js";

/** @import { Activity, Click, Tile, Today } from "../generated/types.js" */
/** @typedef {{ids: string[], words: string}} Logged what one press logged, and what it is called */
/** @typedef {{last: Logged | null, onLogged: (logged: Logged) => void, onGone: (ids: string[]) => void}} Undoing */

/** What one can log from any page, and take back though it was closed in between. @param {{today: Today, open: boolean, onClose: () => void}} props */
export function LogBox({ today, open, onClose }) {
  const undoing = useUndoing(today.last);
  return open && html`<${LogDialog} today=${today} ...${undoing} onClose=${onClose} />`;
}

/**
 * What is taken back next: what was logged here last, until the agent tells of something newer, or else the newest it
 * tells of and that was not taken back here.
 * @param {readonly Activity[]} told @returns {Undoing}
 */
function useUndoing(told) {
  const [mine, setMine] = useState(/** @type {Logged & {told: boolean} | null} */ (null));
  const [gone, setGone] = useState(/** @type {string[]} */ ([]));
  useEffect(() => {
    if (mine === null) return;
    const [newest = false, ...older] = told.map(({ id }) => mine.ids.includes(id));
    if (mine.told && !newest) setMine(null);
    else if (!mine.told && [newest, ...older].includes(true)) setMine({ ...mine, told: true });
  }, [told, mine]);
  const left = told.find(({ id }) => !gone.includes(id));
  return {
    last: mine ?? (left ? { ids: [left.id], words: left.text } : null),
    onLogged: (logged) => setMine({ ...logged, told: false }),
    onGone: (ids) => {
      setMine(null);
      setGone((before) => [...before, ...ids]);
    },
  };
}

/** The tiles, the next step and the newest undo, each by one press or one key. @param {{today: Today, onClose: () => void} & Undoing} props */
function LogDialog({ today, last, onLogged, onGone, onClose }) {
  const log = useLog();
  const { go } = useApp();
  const { next } = useNext(today);
  const [said, setSaid] = useState("");
  useKeys();

  /** @param {readonly Click[]} clicks @param {string} words */
  async function keep(clicks, words) {
    const items = clicks.map((click) => recordClick(click, Date.now()));
    const ids = items.map(({ subject }) => subject);
    onLogged({ ids, words });
    const { fate, faults } = await log(items, `${words}, kept.`);
    if (fate === "refused") onGone(ids);
    setSaid([fate === "kept" ? `${words}, kept.` : FATES[fate], ...faults.map(({ message }) => message)].join(" "));
  }

  /** @param {MouseEvent} event */
  function take({ detail }) {
    // The second click of a double click would log the habit that has taken this one's place.
    if (next === null || detail > 1) return;
    if (!next.opens) return void keep(next.clicks, next.title);
    onClose();
    // Whom an answer is for is chosen on Today.
    go(next.opens === "reading" ? "/pillars" : "/");
  }

  /** @param {Logged} logged */
  async function undo({ ids, words }) {
    onGone(ids);
    await log(ids.map((id) => retract("activity", id, Date.now())), "Taken back.");
    setSaid(`${words}: taken back.`);
  }

  return html`<${Dialog} id="log-dialog" title="What did you just do?" onClose=${onClose}>
    <div class="presses" role="group" aria-label="Your habits">${today.tiles.map((tile, place) => html`<${TileButton}
      key=${tile.habit ?? tile.kind} tile=${tile} today=${today} digit=${String(place + 1)}
      onPress=${() => void keep([{ ...tile, count: 1 }], tile.label)} />`)}</div>
    ${next && html`<h3 class="dialog-part">Next: ${next.title}</h3>
      <button type="button" class="go" data-key="n" aria-keyshortcuts="n" onClick=${take}>${next.button}
        <${Key} letter="N" /></button>`}
    <p class="buttons"><span role="status">${said || (last ? `Last: ${last.words}` : "Nothing to take back.")}</span>
      <button type="button" class="small" data-key="u" aria-keyshortcuts="u" aria-disabled=${String(last === null)}
        aria-label=${last ? `Undo: ${last.words}` : "Undo"} onClick=${() => last && void undo(last)}>Undo <${Key} letter="U" /></button></p>
    <p class="buttons"><button type="button" onClick=${onClose}>Close</button></p>
  <//>`;
}

/** @param {{letter: string}} props */
function Key({ letter }) {
  return html`<kbd aria-hidden="true">${letter}</kbd>`;
}

/** @param {{tile: Tile, today: Today, digit: string, onPress: () => void}} props */
function TileButton({ tile, today, digit, onPress }) {
  const habit = today.habits.find(({ id }) => id === tile.habit);
  return html`<button type="button" data-pillar=${tile.pillar} data-key=${digit} aria-keyshortcuts=${digit} onClick=${onPress}>
    <span class="swatch" aria-hidden="true"></span><span>${tile.label}
      ${habit && html` <small>${habit.done} of ${habit.target}</small>`}</span><${Key} letter=${digit} /></button>`;
}

/** The button that bears a key is pressed by it, wherever in the dialog the focus is. */
function useKeys() {
  useEffect(() => {
    const press = (/** @type {KeyboardEvent} */ { key, repeat, ctrlKey, altKey, metaKey }) => {
      if (repeat || ctrlKey || altKey || metaKey || !/^[1-9nu]$/i.test(key)) return;
      /** @type {HTMLElement | null} */ (document.querySelector(`#log-dialog [data-key="${key.toLowerCase()}"]`))?.click();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
