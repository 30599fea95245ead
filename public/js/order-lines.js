// Updates totals and adds lines while typing. Without it the server does so on submit.

const places = { quantity: 3n, discount_percent: 2n }

/** Parses a decimal as the server does, as an integer of 10^-digits; null if invalid. */
function integer(text, digits) {
  const [, whole, part = ''] = /^\s*(\d[\d,]*)(?:\.(\d*))?\s*$/.exec(text.normalize('NFKC')) ?? []
  if (whole === undefined || part.length > Number(digits)) return null
  return BigInt(whole.replaceAll(',', '') + part.padEnd(Number(digits), '0'))
}

const zerosOf = { 万: 4n, 萬: 4n, 亿: 8n, 億: 8n }

/** The same for an amount of money, also in 万 or 亿 and with 元. */
function amountOf(text, digits) {
  const [, number = '', unit] = /^([^万萬亿億元]*)([万萬亿億]?)\s*元?\s*$/.exec(text) ?? []
  return integer(number, digits + (zerosOf[unit] ?? 0n))
}

/** Rounds half up to the minor unit, as the server does. */
const rounded = (value, by) => (value * 2n + by) / (2n * by)

function written(minor, digits) {
  const text = String(minor < 0n ? -minor : minor).padStart(Number(digits) + 1, '0')
  const cut = text.length - Number(digits)
  const whole = text.slice(0, cut).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${minor < 0n ? '-' : ''}${whole}${digits > 0n ? `.${text.slice(cut)}` : ''}`
}

export default function orderLines(form) {
  const digits = BigInt(form.dataset.digits ?? '2')
  const rows = () => [...form.querySelectorAll('tr[data-line]')]
  const cell = (row, name) => row.querySelector(`[name$="[${name}]"]`)

  function amounts(row) {
    const quantity = integer(cell(row, 'quantity').value, places.quantity)
    const price = amountOf(cell(row, 'unit_price').value, digits)
    const discount = integer(cell(row, 'discount_percent').value || '0', places.discount_percent)
    if (quantity === null || price === null || discount === null || discount > 10_000n) return null
    return {
      gross: rounded(quantity * price, 1000n),
      net: rounded(quantity * price * (10_000n - discount), 10_000_000n),
    }
  }

  function count() {
    let gross = 0n
    let net = 0n
    for (const row of rows()) {
      const line = amounts(row)
      row.querySelector('[data-amount]').textContent = line ? written(line.net, digits) : ''
      gross += line?.gross ?? 0n
      net += line?.net ?? 0n
    }
    const say = (mark, text) => {
      for (const place of form.querySelectorAll(`[data-${mark}]`)) place.textContent = text
    }
    say('gross', written(gross, digits))
    say('discount', written(net - gross, digits))
    say('total', `${form.dataset.currency ?? ''}\u00a0${written(net, digits)}`)
  }

  function add() {
    const last = rows().at(-1)
    const next = Math.max(...rows().map((row) => Number(row.dataset.line))) + 1
    for (let at = next; at < next + 5; at++) {
      const row = last.cloneNode(true)
      row.dataset.line = String(at)
      for (const input of row.querySelectorAll('input')) {
        input.name = input.name.replace(/\[\d+\]/, `[${at}]`)
        input.id = input.id.replace(/-\d+-/, `-${at}-`)
        input.value = ''
        input.removeAttribute('aria-invalid')
        input.removeAttribute('aria-describedby')
      }
      for (const text of row.querySelectorAll('.error, .said')) text.remove()
      for (const place of row.querySelectorAll('[data-unit]')) place.textContent = ''
      rows().at(-1).after(row)
    }
    cell(
      rows().find((row) => row.dataset.line === String(next)),
      'product_model',
    ).focus()
    count()
  }

  form.addEventListener('input', count)
  form.querySelector('[data-more]')?.addEventListener('click', (event) => {
    event.preventDefault()
    add()
  })
  count()
}
