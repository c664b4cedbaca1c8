/**
 * Keeps the dashboard up to date: asks for its content every few seconds, and puts in place the sections that have changed.
 */
const EVERY = 4000
const live = document.querySelector('#live')
let since = new Date()
let isAsking = false

async function refresh() {
  if (document.hidden || isAsking) return
  isAsking = true
  try {
    const answer = await fetch('dashboard/content', {headers: {accept: 'text/html'}})
    if (!answer.ok) throw new Error(`${answer.status}`)
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    for (const section of fresh.querySelectorAll('section[id]')) replace(section)
    since = new Date()
    say('live', 'live')
  } catch {
    say(`as of ${since.toLocaleTimeString()}`, 'stale')
  } finally {
    isAsking = false
  }
}

/** What a reader is marking stays as it is until the mark is gone. */
function replace(section) {
  const present = document.getElementById(section.id)
  const selection = document.getSelection()
  const isMarked = selection !== null && !selection.isCollapsed && selection.containsNode(present, true)
  if (!present || isMarked || present.innerHTML === section.innerHTML) return
  const focused = present.contains(document.activeElement)
    ? document.activeElement.getAttribute('href')
    : null
  present.replaceChildren(...section.childNodes)
  if (focused !== null)
    present.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({preventScroll: true})
}

function say(text, look) {
  if (live.textContent !== text) live.textContent = text
  live.className = look
}

say('live', 'live')
setInterval(refresh, EVERY)
document.addEventListener('visibilitychange', refresh)
