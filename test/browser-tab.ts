/**
 * A real browser for tests of pages: one for a file, a tab for a test.
 */
import {existsSync} from 'node:fs'
import {type Browser, type BrowserContextOptions, chromium, type Page} from 'playwright-core'
import {afterAll, beforeAll, onTestFinished} from 'vitest'

/** Where Debian installs it, unless told otherwise. */
export const {CHROMIUM_PATH = '/usr/bin/chromium'} = process.env

export const hasBrowser = existsSync(CHROMIUM_PATH)

export interface Tab {
  readonly tab: Page
  /** All that the browser complained about so far: errors, and dialogs that the page opened. */
  readonly complaints: readonly string[]
}

/** Call once in a group of tests. @returns What opens an address in a tab that is closed with its test. */
export function useBrowser(): (url: string, options?: BrowserContextOptions) => Promise<Tab> {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.launch({executablePath: CHROMIUM_PATH, args: ['--no-sandbox']})
  })
  afterAll(() => browser?.close())

  return async (url, options = {}) => {
    if (!browser) throw new Error('no test of this group runs')
    const tab = await browser.newPage(options)
    onTestFinished(() => tab.close())
    const complaints: string[] = []
    tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    tab.on('pageerror', (error) => complaints.push(error.message))
    tab.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    await tab.goto(url)
    return {tab, complaints}
  }
}
