export const mountConsole = (_app: unknown, _deps: unknown): void => undefined;
