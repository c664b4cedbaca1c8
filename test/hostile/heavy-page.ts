/**
 * A page within all limits that takes a check some 100 MB of memory.
 */
import {fill} from './attack.ts'
import {HARMLESS} from './whole-engine.ts'

export const HEAVY_PAGE = `${HARMLESS}\n${fill(`${'[a] '.repeat(12)}\n\n`, 19_000)}${fill('\n- a', 19_600)}\n\n[a]: b\n`

/** Megabytes that a check of it exceeds, and one of a common page does not. */
export const MB_TOO_FEW = 60
