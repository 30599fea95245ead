// Loads the script of each data-behaviour in a page. Without scripts every page works with links and forms.
const asking = '[data-behaviour]'
const started = new WeakMap()

async function start(element) {
  const names = started.get(element) ?? new Set()
  started.set(element, names)
  for (const name of element.dataset.behaviour.split(/\s+/)) {
    if (names.has(name) || !/^[a-z][a-z-]*$/.test(name)) continue
    names.add(name)
    const { default: behave } = await import(`./${name}.js`)
    if (element.isConnected) behave(element)
  }
}

function startWithin(node) {
  if (!(node instanceof Element)) return
  if (node.matches(asking)) void start(node)
  for (const element of node.querySelectorAll(asking)) void start(element)
}

startWithin(document.documentElement)

// Regions are replaced without a page load.
new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    if (type === 'attributes' && target.matches(asking)) void start(target)
    for (const node of addedNodes) startWithin(node)
  }
}).observe(document.documentElement, {
  subtree: true,
  childList: true,
  attributes: true,
  attributeFilter: ['data-behaviour'],
})
