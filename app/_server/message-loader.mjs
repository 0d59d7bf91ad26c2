/** Unwraps `export default JSON.parse("…");`: messages are imported as JSON, for Node imports them too. */
export default (source) =>
  JSON.parse(source.slice(source.indexOf("(") + 1, source.lastIndexOf(")")));
