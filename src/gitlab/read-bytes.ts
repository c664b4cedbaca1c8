/** Reads a response's body up to a limit, so that its sender does not decide how much memory it takes. */
export async function readBytes(
  response: Response,
  limit: number
): Promise<{readonly bytes: Uint8Array<ArrayBuffer>; readonly complete: boolean}> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size > limit) break // leaving the loop cancels the rest
  }
  const bytes = new Uint8Array(Math.min(size, limit))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk.subarray(0, bytes.byteLength - at), at)
    at += chunk.byteLength
  }
  return {bytes, complete: size <= limit}
}
