// Restores the values of a long form after a reload or leaving the page. Without it they must be typed again.
import { draftOf, same, typedIn } from './draft-storage.js'
import { settle } from './every-form.js'

/** The values the server sent, even if the person typed before this script ran. */
function asServed(form) {
  const copy = form.cloneNode(true)
  copy.reset()
  return typedIn(copy)
}

function fill(form, typed) {
  const left = [...typed]
  const take = (name) => {
    const at = left.findIndex(([one]) => one === name)
    return at < 0 ? undefined : left.splice(at, 1)[0][1]
  }
  for (const control of form.elements) {
    if (control.type === 'radio' || control.type === 'checkbox')
      control.checked = typed.some(([name, value]) => name === control.name && value === control.value)
    else {
      const value = take(control.name)
      if (value === undefined) continue
      control.value = value
    }
    control.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

/** Shows that a draft was restored, with a button to discard it. */
function offer(form, discard) {
  const notice = document.querySelector('#draft-notice')?.content.firstElementChild.cloneNode(true)
  if (!notice) return
  notice.querySelector('button').addEventListener('click', () => {
    notice.remove()
    discard()
    form.querySelector('input:not([type="hidden"]), select, textarea')?.focus()
  })
  form.prepend(notice)
}

/** Whether the draft belongs to another record than the form, for example another customer. Blank matches any. */
function aboutAnother(form, earlier, served) {
  const of = (typed, name) => typed.find(([one]) => one === name)?.[1]
  return (form.dataset.about ?? '').split(' ').some((name) => {
    const [here, there] = [of(served, name), of(earlier, name)]
    return here !== there && here !== '' && there !== ''
  })
}

/** The draft's values, with the record ids that the form already has. */
function aboutThis(form, earlier, served) {
  const settled = served.filter(([name, value]) => value !== '' && form.dataset.about?.split(' ').includes(name))
  return earlier.map(([name, value]) => settled.find(([one]) => one === name) ?? [name, value])
}

export default function draft(form) {
  if (form.querySelector('input[type="password"]')) return
  settle()
  const kept = draftOf(form)
  const served = asServed(form)
  const refused = form.querySelector('[role="alert"], [aria-invalid="true"]') !== null
  const keep = () => {
    const typed = typedIn(form)
    if (same(typed, served) && !refused) kept.forget()
    else kept.write(typed)
  }

  const earlier = kept.read()
  if (refused) keep()
  else if (earlier && !same(earlier, served) && !aboutAnother(form, earlier, served)) {
    fill(form, aboutThis(form, earlier, served))
    offer(form, () => {
      fill(form, served)
      kept.forget()
    })
  }
  form.addEventListener('input', keep)
  form.addEventListener('change', keep)
  form.addEventListener('submit', (event) => event.defaultPrevented || kept.sent())
}
