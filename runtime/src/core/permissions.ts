/** What a person or a key may do, by verb; `read` and `ingest` are the two that change no invoice. */
export const PERMISSIONS = [
  'read',
  'ingest',
  'create',
  'edit',
  'submit',
  'approve',
  'issue',
  'send',
  'record_payment',
  'webhooks',
  'void',
  'mappings',
  'rules',
  'admin',
] as const;

/** One permission. */
export type Permission = (typeof PERMISSIONS)[number];

/** True for the name of a permission. */
export const isPermission = (text: string): text is Permission =>
  (PERMISSIONS as readonly string[]).includes(text);

/** The ready roles and what each may do. */
export const ROLES = {
  viewer: ['read'],
  revops: ['read', 'ingest', 'create', 'edit', 'submit', 'send', 'webhooks', 'mappings'],
  finance_approver: ['read', 'approve'],
  finance: [
    'read',
    'create',
    'edit',
    'submit',
    'approve',
    'issue',
    'send',
    'record_payment',
    'webhooks',
    'void',
    'mappings',
    'rules',
  ],
  admin: [...PERMISSIONS],
} as const satisfies Record<string, readonly Permission[]>;

/** One ready role. */
export type Role = keyof typeof ROLES;

/** True for roles whose people need a second factor: those who may approve or administer. */
export function needsSecondFactor(roles: readonly string[]): boolean {
  const granted = permissionsOfRoles(roles);
  return granted.includes('approve') || granted.includes('admin');
}

/** Every permission that a list of roles gives; unknown roles give none. */
export function permissionsOfRoles(roles: readonly string[]): Permission[] {
  const granted = new Set<Permission>();
  for (const role of roles) {
    if (!Object.hasOwn(ROLES, role)) continue;
    for (const permission of ROLES[role as Role]) granted.add(permission);
  }
  return [...granted];
}
