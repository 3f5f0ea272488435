/** The button that the wall always has. */
export const ADD_BUTTON = 'wall-add';

/** The focus goes on where the phone that held it is gone: to what the wall always has. */
export function focusOnWall(): void {
  // After the menu or dialog has given it back to where it was opened.
  setTimeout(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost) document.getElementById(ADD_BUTTON)?.focus();
  }, 100);
}
