/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** The product's mark: a seal, as an invoice carries one. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <rect class="mark-seal" x="1" y="1" width="22" height="22" rx="6" />
      <path class="mark-lines" d="M7 7.5h10M7 12h10M7 16.5h5.5" />
      <circle class="mark-dot" cx="16.5" cy="16.5" r="1.6" />
    </svg>
  );
}
