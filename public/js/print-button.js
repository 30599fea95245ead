// A button that opens the print dialog. Without it people use the browser's menu.
export default function print(button) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
