/** What sibling modules may call: nothing yet; the observatory listens. */
export {};
