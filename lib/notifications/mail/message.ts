import type { PushTranslator } from "../translator.ts";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/**
 * The e-mail about a visit. Faces stay at home: it has a link and no picture.
 *
 * @param told what the notification says
 * @param url of the visit, whole
 */
export function mailFor(
  told: { title: string; body: string },
  url: string,
  locale: string,
  t: PushTranslator,
): { subject: string; text: string; html: string } {
  const { title, body } = told;
  const why = t("mail.why");
  const text = [title, body, t("mail.open", { url }), "-- ", why].join("\n\n");
  const html = `<!doctype html>
<html lang="${escaped(locale)}">
<body style="margin:0;padding:24px;background:#f9f6f1;color:#27201b;font:16px/24px system-ui,sans-serif">
<h1 style="margin:0 0 8px;font-size:24px;line-height:32px">${escaped(title)}</h1>
<p style="margin:0 0 24px">${escaped(body)}</p>
<p style="margin:0 0 32px"><a href="${escaped(url)}" style="color:#4a3f9e">${escaped(t("mail.openLink"))}</a></p>
<p style="margin:0;color:#635b53;font-size:13px;line-height:18px">${escaped(why)}</p>
</body>
</html>
`;
  return { subject: title, text, html };
}
