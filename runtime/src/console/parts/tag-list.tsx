/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** Short words side by side, such as scopes or event types. */
export function TagList({ tags }: { tags: readonly string[] }) {
  return (
    <span class="tags">
      {tags.map((tag) => (
        <span class="tag">{tag}</span>
      ))}
    </span>
  );
}
