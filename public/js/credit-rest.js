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

  /** Names who gets all of the credit, unless it is shared. */
  function sayOwner() {
    const chosen = owners?.selectedOptions?.[0]
    const line = section.querySelector('[data-credited]')
    if ('moves' in section.dataset && chosen?.value) line.querySelector('[data-owner-name]').textContent = chosen.text
    line.hidden = inputs.some((one) => one !== owner && percent(one) > 0)
  }

  /** Changes the owner's part unless somebody typed another one. */
  function follow({ target }) {
    sayOwner()
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
    sayOwner()
    if (earlier === owner) return
    const hadAll = earlier && ['', '100'].includes(earlier.defaultValue) && ['100', followed].includes(earlier.value)
    if (hadAll && owner) earlier.value = ''
    followed = ''
    follow(event)
  }

  section.addEventListener('input', follow)
  owners?.addEventListener('change', move)
}
