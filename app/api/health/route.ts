import { healthReport } from "#lib/health/queries.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** 200 while everything that must work does, 503 otherwise; one entry a part. */
export async function GET(): Promise<Response> {
  const report = await healthReport(new Date());
  return Response.json(report, {
    status: report.status === "down" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
