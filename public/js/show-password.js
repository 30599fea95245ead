// Adds a button that shows the password while one types it; without it the password stays hidden.
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
  // A shown password would be remembered as text that was typed.
  input.form?.addEventListener('submit', () => show(false))
  addEventListener('pagehide', () => show(false))
}
