// A button that copies a text. Without it the button is hidden and people select the text.
const said = 2000

/** Browsers allow the clipboard API only on https and localhost; elsewhere execCommand still works. */
async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.className = 'visually-hidden'
  area.value = text
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (!done) throw new Error('not copied')
}

export default function copy(button) {
  const status = document.createElement('span')
  status.className = 'muted'
  status.setAttribute('role', 'status')
  button.after(status)
  button.hidden = false
  let timer
  button.addEventListener('click', async () => {
    await copyText(button.dataset.copy)
    button.focus()
    status.textContent = button.dataset.copied
    clearTimeout(timer)
    timer = setTimeout(() => status.replaceChildren(), said)
  })
}
