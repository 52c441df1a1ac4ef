import type { Option } from '#lib/ui/field.ts';

interface Channel {
	channelId: string;
	name: string;
	/** Discord's number of the channel's type. */
	kind: number;
	parentId: string | null;
}

const CATEGORY = 4;

/** Channels to choose from, each under the category that it is in. */
export function channelOptions(channels: Channel[]): Option[] {
	const names = new Map(channels.map(({ channelId, name }) => [channelId, name]));
	return channels
		.filter(({ kind }) => kind !== CATEGORY)
		.map(({ channelId, name, parentId }) => ({
			value: channelId,
			label: `#${name}`,
			group: parentId ? names.get(parentId) : undefined
		}));
}

/** Roles to choose from. */
export function roleOptions(roles: { roleId: string; name: string }[]): Option[] {
	return roles.map(({ roleId, name }) => ({ value: roleId, label: name }));
}
