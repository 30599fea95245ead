// The owner's sales credit follows what is typed for others. Without it the server does so on submit.

export default function creditRest(section) {
  const inputs = [...section.querySelectorAll('input')]
  const owners = inputs[0]?.form.elements.namedItem('owner_id')
  const fieldOf = (id) => inputs.find(({ name }) => name === `credits[${id}]`)
  const ownerField = () => fieldOf(('moves' in section.dataset && owners?.value) || section.dataset.owner)
  const percent = ({ value }) => (value.trim() === '' ? 0 : Number(value.replace('%', '')))
  let owner = ownerField()
  let followed = ''

  /** What the others leave; null if their parts are no numbers or too much. */
  function rest() {
    const left = 100 - inputs.filter((one) => one !== owner).reduce((sum, one) => sum + percent(one), 0)
    return left >= 0 ? String(left) : null
  }

  /** Changes the owner's part unless somebody typed another one. */
  function follow({ target }) {
    if (!owner) return
    const left = rest()
    const isFollowing = ['', owner.defaultValue, followed, left].includes(owner.value)
    if (left === null || !isFollowing) return
    if (target !== owner) owner.value = left
    followed = owner.value
  }

  /** A new owner gets the rest, also of an earlier owner who had all of the credit. */
  function move(event) {
    const earlier = owner
    owner = ownerField()
    if (earlier === owner) return
    const hadAll = earlier && ['', '100'].includes(earlier.defaultValue) && ['100', followed].includes(earlier.value)
    if (hadAll && owner) earlier.value = ''
    followed = ''
    follow(event)
  }

  section.addEventListener('input', follow)
  owners?.addEventListener('change', move)
}
