/** Opens the camera's stream, and reports errors and its end. No DOM. */

/**
 * @typedef {{stream: MediaStream} | {trouble: string}} Opened    trouble: a key of i18n; empty where nobody waits any
 *     more
 */

/** What a browser's refusal means. @type {Record<string, string>} */
const TROUBLES = { NotAllowedError: 'camera.forbidden', NotFoundError: 'camera.none' };

/**
 * @param {Pick<MediaDevices, 'getUserMedia'> | undefined} devices    missing on pages that are not served safely
 * @param {MediaTrackConstraints} wanted
 * @param {() => boolean} isWanted    whether there is still somebody to see it
 * @param {(stream: MediaStream) => void} onEnd    the camera was unplugged, or forbidden afterwards
 * @returns {Promise<Opened>}
 */
export async function openStream(devices, wanted, isWanted, onEnd) {
  if (!devices?.getUserMedia)
    return { trouble: globalThis.isSecureContext === false ? 'camera.insecure' : 'camera.unavailable' };
  /** @type {MediaStream} */
  let stream;
  try {
    stream = await devices.getUserMedia({ video: wanted, audio: false });
  } catch (error) {
    return { trouble: TROUBLES[/** @type {DOMException} */ (error).name] ?? 'camera.unavailable' };
  }
  // The panel may have been closed while the user was asked; then nothing would switch the camera off.
  if (!isWanted()) {
    closeStream(stream);
    return { trouble: '' };
  }
  for (const track of stream.getTracks()) track.addEventListener('ended', () => onEnd(stream));
  return { stream };
}

/** Called by the page itself, since browsers do not report it. @param {MediaStream} stream */
export function closeStream(stream) {
  for (const track of stream.getTracks()) track.stop();
}
