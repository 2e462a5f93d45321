// The page's policy lets no text become code, which zod would try for speed as soon as a schema is
// made. It takes a configuration that is there before it, so this is the first thing that runs.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
