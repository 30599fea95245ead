// Follows an import that is under way; without it the page loads itself anew every two seconds.
const pause = 700

/** Asks for the state until it is another, then shows the page as it is by then. */
export default function followImport(section) {
  const bar = section.querySelector('progress')
  const first = { state: undefined }

  async function ask() {
    const answer = await fetch(section.dataset.url, { headers: { accept: 'application/json' } }).catch(() => undefined)
    if (!section.isConnected) return
    if (!answer?.ok) return again()
    const { state, create, update, done } = await answer.json()
    first.state ??= state
    if (state !== first.state || (state !== 'reading' && state !== 'running')) return location.reload()
    if (state === 'running' && create + update > 0) {
      bar.max = create + update
      bar.value = Math.min(done, create + update)
    }
    again()
  }

  const again = () => setTimeout(ask, pause)
  again()
}
