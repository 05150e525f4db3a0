/** What somebody sees who opens the address at which a workflow waits. It offers nothing to decide with. */
export const WAITING_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Nothing is decided here</title>
<body style="font: 16px/1.7 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem">
<h1 style="font-size: 1.25rem">Nothing is decided here</h1>
<p>Seikyu uses this address to tell a waiting workflow what was decided. To decide, open the invoice in Seikyu.</p>
<p lang="ja">このURLは、承認結果をワークフローに通知するためのものです。承認・却下はSeikyuの請求書画面で行ってください。</p>
</body>
</html>
`;
