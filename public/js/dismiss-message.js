// Adds a close button to the message after an action. Without it the message is gone on the next page.
export default function flash(notice) {
  const button = notice.querySelector('button[hidden]')
  button.hidden = false
  button.addEventListener('click', () => {
    const main = notice.closest('main')
    notice.remove()
    main.tabIndex = -1
    main.focus()
  })
}
