// Links of a form's date menu keep the other fields' current values. Without it they use those of the last submit.
const days = ['preset', 'whole', 'from', 'to']

export default function keepChoices(form) {
  form.addEventListener('click', ({ target }) => {
    const link = target.closest('.menu a')
    if (!link) return
    const asked = [...new FormData(form)].filter(([name, value]) => value !== '' && !days.includes(name))
    const led = [...new URL(link.href).searchParams].filter(([name]) => days.includes(name))
    link.search = new URLSearchParams([...led, ...asked])
  })
}
