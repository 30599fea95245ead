// Adds a button that shows the password while typing. Without it the password stays hidden.
export default function showPassword(element) {
  const input = element.querySelector('input')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button'
  button.setAttribute('aria-controls', input.id)

  const show = (shown) => {
    input.type = shown ? 'text' : 'password'
    button.textContent = shown ? element.dataset.hide : element.dataset.show
  }

  show(false)
  element.append(button)
  button.addEventListener('click', () => {
    show(input.type === 'password')
    input.focus()
  })
  // Browsers would store a visible password as an ordinary text value.
  input.form?.addEventListener('submit', () => show(false))
  addEventListener('pagehide', () => show(false))
}
