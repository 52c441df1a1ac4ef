import Award from '@lucide/svelte/icons/award';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import CalendarRange from '@lucide/svelte/icons/calendar-range';
import FileInput from '@lucide/svelte/icons/file-input';
import Gauge from '@lucide/svelte/icons/gauge';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import Rocket from '@lucide/svelte/icons/rocket';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Compass from '@lucide/svelte/icons/compass';
import ShoppingBag from '@lucide/svelte/icons/shopping-bag';
import Map from '@lucide/svelte/icons/map';
import Webhook from '@lucide/svelte/icons/webhook';
import Trophy from '@lucide/svelte/icons/trophy';
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages.js';

/** A page of the administration. */
export interface Place {
	/** The last part of its address; empty for the overview. */
	path: string;
	name: () => string;
	about: () => string;
	Icon: Component<{ size?: number }>;
}

/** The pages of the administration, in the order of the navigation. */
export const PLACES: Place[] = [
	{
		path: '',
		name: m.admin_place_overview,
		about: m.admin_place_overview_about,
		Icon: LayoutDashboard
	},
	{ path: 'zones', name: m.admin_place_zones, about: m.admin_place_zones_about, Icon: Map },
	{
		path: 'achievements',
		name: m.admin_place_achievements,
		about: m.admin_place_achievements_about,
		Icon: Trophy
	},
	{ path: 'awards', name: m.admin_place_awards, about: m.admin_place_awards_about, Icon: Award },
	{
		path: 'quests',
		name: m.admin_place_quests,
		about: m.admin_place_quests_about,
		Icon: Compass
	},
	{ path: 'shop', name: m.admin_place_shop, about: m.admin_place_shop_about, Icon: ShoppingBag },
	{
		path: 'seasons',
		name: m.admin_place_seasons,
		about: m.admin_place_seasons_about,
		Icon: CalendarRange
	},
	{
		path: 'settings',
		name: m.admin_place_settings,
		about: m.admin_place_settings_about,
		Icon: SlidersHorizontal
	},
	{
		path: 'roles',
		name: m.admin_place_roles,
		about: m.admin_place_roles_about,
		Icon: Award
	},
	{
		path: 'boosts',
		name: m.admin_place_boosts,
		about: m.admin_place_boosts_about,
		Icon: Rocket
	},
	{
		path: 'setup',
		name: m.admin_place_setup,
		about: m.admin_place_setup_about,
		Icon: ListChecks
	},
	{
		path: 'import',
		name: m.admin_place_import,
		about: m.admin_place_import_about,
		Icon: FileInput
	},
	{
		path: 'webhooks',
		name: m.admin_place_webhooks,
		about: m.admin_place_webhooks_about,
		Icon: Webhook
	},
	{
		path: 'audit',
		name: m.admin_place_audit,
		about: m.admin_place_audit_about,
		Icon: ClipboardList
	},
	{ path: 'system', name: m.admin_place_system, about: m.admin_place_system_about, Icon: Gauge }
];
