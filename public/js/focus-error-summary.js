// Focuses a rejected form's errors, then the field of a clicked one. Without it they are links at the top.
const control = 'input:not([type="hidden"]), select, textarea'

export default function focusFirst(summary) {
  const first = document.querySelector('[data-behaviour~="focus-error-summary"]') === summary
  if (first) summary.focus()
  summary.addEventListener('click', (event) => {
    const id = event.target.closest('a[href^="#"]')?.hash.slice(1)
    const target = id && document.getElementById(decodeURIComponent(id))
    const field = target?.matches(control) ? target : target?.querySelector(control)
    if (!field) return
    event.preventDefault()
    field.focus()
  })
}
