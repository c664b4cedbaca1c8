/**
 * Text that builds on another level's or role's instead of repeating it: "Extends the Senior Engineer requirements".
 */

const BUILDS_ON =
  /\bextends?\b|\binclud(?:es|ing)\s+all\b|\bsame\b.{0,60}\bas\b|\bin\s+addition\s+to\b|\bbuilds?\s+(?:up)?on\b/i

export function buildsOn(text: string): boolean {
  return BUILDS_ON.test(text)
}
