// Finds a line's product when its field is left, and fills in its list price. Without it the server does so on submit.
import { whileTyping } from './debounce.js'
import { ownPage } from './fetch-page.js'

const cell = (row, name) => row.querySelector(`[name$="[${name}]"]`)

/** The messages and texts below a product's field. */
const below = (input) => [...input.parentElement.children].filter((one) => one !== input)

export default function orderProducts(form) {
  const offered = form.querySelector('#models')
  const requests = new Map()
  const typing = new WeakSet()

  /** The form of a new order for the same customer with this product in its only line. */
  function pageWith(product, signal) {
    const customer_id = form.elements.namedItem('customer_id')?.value ?? ''
    const query = new URLSearchParams({ product, customer_id, edited_id: form.dataset.edited })
    return ownPage(`/orders/new?${query}`, signal)
  }

  async function find(row) {
    requests.get(row)?.abort()
    const input = cell(row, 'product_model')
    const typed = input.value.trim()
    if (typed === '') return show(row, null)
    const request = new AbortController()
    requests.set(row, request)
    try {
      const page = await pageWith(typed, request.signal)
      if (!request.signal.aborted && input.value.trim() === typed) show(row, page.querySelector('tr[data-line]'))
    } catch (error) {
      if (!request.signal.aborted) console.warn(error)
    }
  }

  function show(row, found) {
    const input = cell(row, 'product_model')
    for (const one of below(input)) one.remove()
    for (const name of ['aria-invalid', 'aria-describedby']) input.removeAttribute(name)
    row.querySelector('[data-unit]').textContent = found?.querySelector('[data-unit]').textContent ?? ''
    if (!found) return
    const source = cell(found, 'product_model')
    const inThisRow = (id) => id.replace('-0-', `-${row.dataset.line}-`)
    input.value = source.value
    if (source.hasAttribute('aria-invalid')) input.setAttribute('aria-invalid', 'true')
    if (source.hasAttribute('aria-describedby'))
      input.setAttribute('aria-describedby', inThisRow(source.getAttribute('aria-describedby')))
    for (const one of below(source)) {
      if (one.id) one.id = inThisRow(one.id)
      input.parentElement.append(one)
    }
    offer(row, found.dataset.price)
  }

  /** Fills in the list price only if the field is empty or still has an earlier product's price. */
  function offer(row, list) {
    const price = cell(row, 'unit_price')
    if (list && (price.value === '' || price.value === price.dataset.offered)) {
      price.value = list
      price.dataset.offered = list
    }
    price.dispatchEvent(new Event('input', { bubbles: true }))
  }

  /** Offers what matches the typed text, where the page does not offer all products. */
  async function suggest(input, signal) {
    try {
      const page = await pageWith(input.value, signal)
      if (!signal.aborted) offered.replaceChildren(...page.querySelector('#models').children)
    } catch (error) {
      if (!signal.aborted) console.warn(error)
    }
  }

  const lineOf = ({ name = '' }) => name.endsWith('[product_model]')
  form.addEventListener('focusin', ({ target }) => {
    if (!lineOf(target) || !('partial' in offered.dataset) || typing.has(target)) return
    typing.add(target)
    whileTyping(target, (signal) => suggest(target, signal))
  })
  form.addEventListener('input', ({ target }) => {
    const isOffered = lineOf(target) && [...offered.options].some(({ value }) => value === target.value)
    if (isOffered) void find(target.closest('tr'))
  })
  form.addEventListener('change', ({ target }) => {
    if (lineOf(target)) void find(target.closest('tr'))
    if (target.name !== 'customer_id') return
    for (const row of form.querySelectorAll('tr[data-line]')) if (cell(row, 'product_model').value) void find(row)
  })
  const stop = () => {
    for (const request of requests.values()) request.abort()
  }
  form.addEventListener('submit', stop)
  addEventListener('pagehide', stop)
}
