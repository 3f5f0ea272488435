/** The button that the wall always has. */
export const ADD_BUTTON = 'wall-add';

/** The focus goes on where what held it is gone: to `wanted`, else to what the wall always has, unless something has it. */
export function focusOnWall(wanted?: HTMLElement | null): void {
  // After the menu or dialog has given it back to where it was opened.
  setTimeout(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (wanted) wanted.focus();
    else if (lost) document.getElementById(ADD_BUTTON)?.focus();
  }, 100);
}
