/**
 * How many performance indicators a section names: its bullets, or the rows of its tables.
 */
import type {List, Root, Table} from 'mdast'
import {visit} from 'unist-util-visit'
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

/** The lists and tables of a page, in page order. */
export function listingsOf(tree: Root): Listing[] {
  const listings: Listing[] = []
  visit(tree, ['list', 'table'], (node, _index, parent) => {
    if ((node.type !== 'list' && node.type !== 'table') || !node.position) return
    const innermost = innermostOf(node)
    const top = node.type === 'table' ? innermost : parent?.type === 'listItem' ? 0 : node.children.length
    listings.push({top, innermost, place: node.position})
  })
  return listings
}

function innermostOf(node: List | Table): number {
  if (node.type === 'table') return node.children.length - 1 // without the header
  return node.children.filter(({children}) => children.every(({type}) => type !== 'list')).length
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
