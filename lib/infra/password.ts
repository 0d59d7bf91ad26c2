import { hash, verify } from "@node-rs/argon2";

// Argon2id, 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet. The package's default
// algorithm is Argon2id.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A PHC string, with its own salt. */
export const hashPassword = (password: string) => hash(password, parameters);

/** Whether the password made that hash. */
export const passwordMatches = (passwordHash: string, password: string) =>
  verify(passwordHash, password);
