/**
 * Typed text returns to the editor through the page's state, possibly after the next letter was typed. To distinguish
 * it from other changes, the editor remembers the texts that it has reported and not seen again.
 *
 * @param {string} seen    the text as the page has drawn it
 */
export function createEchoes(seen) {
  /** Oldest first. @type {string[]} */
  let told = [];
  return {
    /** @param {string} text    the editor's, as it tells the page */
    tell(text) {
      told.push(text);
    },

    /**
     * Whether the page's text must be put into the editor. To be asked each time the page is drawn: a text that comes
     * and goes between two drawings never comes back.
     *
     * @param {string} source    the text as the page draws it
     * @param {string} shown    the editor's
     */
    isNews(source, shown) {
      if (source === shown) told = [];
      if (source === shown || source === seen) {
        seen = source;
        return false;
      }
      seen = source;
      const place = told.indexOf(source);
      told = place < 0 ? [] : told.slice(place + 1);
      return place < 0;
    },
  };
}
