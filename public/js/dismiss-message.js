// Lets one put away what was said after an act; without it it is gone with the next page.
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
