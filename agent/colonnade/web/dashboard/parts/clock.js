// @ts-check
import { useEffect, useState } from "../vendor/htm-preact-standalone.module.js";

/** The time, drawn anew each second. @returns {number} Unix milliseconds */
export function useClock() {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
