/**
 * Whether the service answers at the address that it gives to people.
 */
import {z} from 'zod'
import type {Check} from './check.ts'

const about = 'service'

/** Milliseconds. */
const TIMEOUT = 5_000

const healthSchema = z.object({status: z.literal('ok'), version: z.string()})

/** @param publicUrl PUBLIC_URL; undefined where it is not set. */
export async function checkAddress(publicUrl: string | undefined): Promise<Check> {
  if (publicUrl === undefined) {
    return {
      about,
      verdict: 'unknown',
      says: 'PUBLIC_URL is not set, so it is not known where the service is reached',
      hint: 'Set it to have notes link to the rule pages of this service'
    }
  }
  try {
    const response = await fetch(`${publicUrl}/healthz`, {signal: AbortSignal.timeout(TIMEOUT)})
    const health = healthSchema.safeParse(await response.json().catch(() => null))
    if (health.success)
      return {about, verdict: 'ok', says: `Version ${health.data.version} answers at ${publicUrl}`}
    return {
      about,
      verdict: 'warning',
      says: `${publicUrl}/healthz answers ${response.status}, and not as this service does`,
      hint: 'Check PUBLIC_URL, and what the proxy in front of the service does with it'
    }
  } catch {
    return {
      about,
      verdict: 'warning',
      says: `Nothing answers at ${publicUrl}/healthz, seen from this machine`,
      hint: 'Start the service, or check PUBLIC_URL, HOST and PORT'
    }
  }
}
