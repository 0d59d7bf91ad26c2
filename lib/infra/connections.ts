/** For pages and webhooks, which are answered in a moment. */
let most = 10;

/** How many connections to the database this process may hold. */
export const mostConnections = (): number => most;

/** For a process that does more at once. Before its first statement. */
export function allowConnections(atMost: number): void {
  most = atMost;
}
