// Focuses where typing starts in a new form, or in one that was just opened. Without it people click the field.
const field = 'input:not([type="hidden"], [type="radio"], [type="checkbox"]), select, textarea'

/** `data-focus` is the selector of another field than the first. */
export default function focusFirstField(form) {
  const focus = () => form.querySelector(form.dataset.focus || field)?.focus()
  const details = form.closest('details')
  if (details) {
    details.addEventListener('toggle', () => details.open && focus())
    return
  }
  const isTaken =
    document.activeElement !== document.body || form.querySelector('[role="alert"], [aria-invalid="true"]')
  // On a touch screen the keyboard would cover the form before anybody has read it.
  if (!isTaken && !matchMedia('(pointer: coarse)').matches) focus()
}
