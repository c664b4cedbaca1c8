/**
 * How many performance indicators a section names: its bullets, or the rows of its tables.
 */
import type {List, Root} from 'mdast'
import type {Place} from '../../src/page/job-family.ts'
import {endOf, startOf} from '../../src/page/places.ts'

/** Two numbers, since the bullets below a bullet may be indicators or parts of one. */
export interface Indicators {
  readonly least: number
  readonly most: number
  /** The first list or table. */
  readonly place: Place
}

/** A list or a table. */
export interface Listing {
  /** Bullets or rows, if it does not stand below a bullet. */
  readonly top: number
  /** Bullets or rows without others below them. */
  readonly innermost: number
  readonly place: Place
}

/** The lists and tables of a page. */
export function listingsOf({children}: Root): Listing[] {
  return children.flatMap((node) => {
    if (node.type === 'list') return listingsFrom(node, node.children.length)
    if (node.type !== 'table' || !node.position) return []
    const rows = node.children.length - 1 // without the header
    return [{top: rows, innermost: rows, place: node.position}]
  })
}

/** A list and those below its bullets. */
function listingsFrom(list: List, top: number): Listing[] {
  const below = list.children.map(({children}) => children.filter((child) => child.type === 'list'))
  const innermost = below.filter((lists) => lists.length === 0).length
  const own = list.position ? [{top, innermost, place: list.position}] : []
  return [...own, ...below.flat().flatMap((nested) => listingsFrom(nested, 0))]
}

/** What the listings within a place amount to; undefined when there are none. */
export function findIndicators(listings: readonly Listing[], within: Place): Indicators | undefined {
  const own = listings.filter(({place}) => startOf(within) <= startOf(place) && endOf(place) <= endOf(within))
  const [first] = own
  if (!first) return undefined
  const top = sum(own.map((listing) => listing.top))
  const innermost = sum(own.map((listing) => listing.innermost))
  return {least: Math.min(top, innermost), most: Math.max(top, innermost), place: first.place}
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
