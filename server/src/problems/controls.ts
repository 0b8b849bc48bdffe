/**
 * Text without control characters and bidirectional overrides: names come from strangers, and none of them moves a cursor, forges a
 * line or turns what follows around. Tabs and line breaks stay.
 */
export function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
