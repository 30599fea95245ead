// A button that opens the print dialogue; without it one prints by the browser's own menu.
export default function print(button) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
