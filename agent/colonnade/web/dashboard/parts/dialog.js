// @ts-check
import { html, useEffect, useRef } from "../vendor/htm-preact-standalone.module.js";

/**
 * A modal dialog, open for as long as it is drawn; the browser gives the focus back.
 * @param {{id: string, title: string, onClose: () => void, children?: unknown}} props
 */
export function Dialog({ id, title, onClose, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const opener = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  /** @param {Event} event */
  function cancel(event) {
    event.preventDefault();
    onClose();
  }
  return html`<dialog id=${id} ref=${dialog} aria-labelledby=${`${id}-title`} onCancel=${cancel}>
    <h2 id=${`${id}-title`} class="dialog-title">${title}</h2>
    ${children}
  </dialog>`;
}
