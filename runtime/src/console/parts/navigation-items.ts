import type { Permission } from '../../core/permissions.ts';
import type { Texts } from '../texts/en.ts';

/** The name of a page of the navigation; a page says which it is. */
export type PageName = keyof Texts['layout']['pages'];

/** One link of the navigation, shown to those who may see its page. */
export type NavigationItem = {
  name: PageName;
  href: string;
  needs: Permission;
  badge?: 'approvals' | 'exceptions';
};

/** The navigation in its groups, in the order in which people work. */
export const NAVIGATION: readonly {
  group: keyof Texts['layout']['groups'];
  items: readonly NavigationItem[];
}[] = [
  {
    group: 'work',
    items: [
      { name: 'board', href: '/', needs: 'read' },
      { name: 'approvals', href: '/approvals', needs: 'read', badge: 'approvals' },
      { name: 'contracts', href: '/contracts', needs: 'read' },
      { name: 'aging', href: '/aging', needs: 'read' },
      { name: 'rules', href: '/rules', needs: 'read' },
      { name: 'exceptions', href: '/exceptions/queue', needs: 'read', badge: 'exceptions' },
    ],
  },
  {
    group: 'data',
    items: [
      { name: 'connections', href: '/connections', needs: 'read' },
      { name: 'mappings', href: '/mappings', needs: 'read' },
      { name: 'webhooks', href: '/webhooks', needs: 'webhooks' },
      { name: 'keys', href: '/keys', needs: 'admin' },
    ],
  },
  {
    group: 'organization',
    items: [
      { name: 'audit', href: '/audit', needs: 'audit' },
      { name: 'people', href: '/people', needs: 'admin' },
      { name: 'setUp', href: '/set-up', needs: 'admin' },
    ],
  },
];
