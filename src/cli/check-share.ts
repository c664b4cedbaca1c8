/**
 * One thread's share of a check: all it needs is opened anew, because threads share no objects.
 */
import {openFolderHandbook} from '../handbook/open-handbook.ts'
import {toCheckedPage} from '../report/report.ts'
import {checkPage} from '../reviewer/check-pages.ts'
import {handbookRuling} from '../reviewer/handbook-ruling.ts'
import {checkNext, type Done, type SharedWork} from './check-together.ts'
import {endWhenHung} from './end-hung-check.ts'
import {folderConfig} from './folder-config.ts'

export async function checkShare(work: SharedWork): Promise<Done> {
  const {root, rule} = work
  const ruling = handbookRuling(await folderConfig(root), rule)
  const handbook = openFolderHandbook(root)
  const inTime = await endWhenHung(root, work.pages)
  return checkNext(work, async (path) => {
    const checked = await inTime(path, () => checkPage(path, handbook, ruling))
    return checked && toCheckedPage(checked)
  })
}
