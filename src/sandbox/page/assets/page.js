/**
 * Keeps the page in step with the sandbox and draws its diagrams. Everything works without it, by forms and reloading.
 */

const POLL_INTERVAL = 1000

const main = document.querySelector('main')
const {address, mermaid: hasMermaid} = main.dataset
/** Drawings by their source, so that a refresh does not draw again. */
const drawings = new Map()
let mermaid

async function refresh() {
  const response = await fetch(address, {headers: {accept: 'text/html'}})
  if (!response.ok) return
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const fresh = page.querySelector('main')
  keepOpen(fresh)
  main.dataset.revision = fresh.dataset.revision
  main.replaceChildren(...fresh.childNodes)
  await drawAll()
}

/** What a reader unfolded stays unfolded. */
function keepOpen(fresh) {
  const place = (element) => [...element.ownerDocument.querySelectorAll('.markdown details')].indexOf(element)
  const open = [...main.querySelectorAll('details[open]')]
  const bodies = [...fresh.querySelectorAll('.markdown details')]
  for (const details of open) {
    const same = details.id ? fresh.querySelector(`#${CSS.escape(details.id)}`) : bodies[place(details)]
    if (same) same.open = true
  }
}

async function poll() {
  try {
    const response = await fetch(`${address}/revision`)
    const {revision} = await response.json()
    if (String(revision) !== main.dataset.revision) await refresh()
  } catch {
    // The sandbox has ended; the page stays as it was.
  }
}

async function send(form, submitter) {
  if (submitter) submitter.disabled = true
  const response = await fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))})
  if (!response.ok) tell(await response.text())
  await refresh()
}

function tell(text) {
  const notice = document.createElement('p')
  notice.className = 'notice'
  notice.setAttribute('role', 'alert')
  notice.textContent = text
  document.body.append(notice)
  setTimeout(() => notice.remove(), 6000)
}

async function drawAll() {
  const blocks = [...document.querySelectorAll('[data-diagram]')]
  if (blocks.length === 0 || hasMermaid !== 'yes') return
  mermaid ??= await loadMermaid()
  for (const [index, block] of blocks.entries()) await draw(block, `drawing-${Date.now()}-${index}`)
}

/** For the build without dependencies, which is no module: it puts itself on the window by a global variable. */
function addScript(address) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), {
      src: address,
      onload: resolve,
      onerror: reject
    })
    document.head.append(script)
  })
}

async function loadMermaid() {
  await addScript('/-/assets/mermaid/mermaid.tiny.js')
  const loaded = globalThis.mermaid
  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
  loaded.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: 'base',
    themeVariables: {
      darkMode: matchMedia('(prefers-color-scheme: dark)').matches,
      background: color('panel'),
      primaryColor: color('sunken'),
      primaryTextColor: color('ink'),
      primaryBorderColor: color('accent'),
      lineColor: color('muted'),
      dropShadow: 'none',
      useGradient: false,
      fontFamily: getComputedStyle(document.body).fontFamily,
      fontSize: '14px'
    }
  })
  return loaded
}

/** A diagram that cannot be drawn stays as its source. */
async function draw(block, id) {
  const source = block.textContent
  try {
    if (!drawings.has(source)) drawings.set(source, (await mermaid.render(id, source)).svg)
    block.innerHTML = drawings.get(source)
    block.classList.add('drawn')
    delete block.dataset.diagram
  } catch {
    document.querySelector(`#d${id}`)?.remove()
  }
}

if (address) {
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('form[data-live]')) return
    event.preventDefault()
    send(event.target, event.submitter)
  })
  setInterval(poll, POLL_INTERVAL)
  drawAll()
}
