// Updates the progress of a running import. Without it the page reloads every two seconds.
const pause = 700

/** Polls until the state changes, then loads the page. */
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
