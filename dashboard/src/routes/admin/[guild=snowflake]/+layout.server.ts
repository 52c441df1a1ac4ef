import type { Told } from '#lib/admin/told.ts';
import type { Reading } from '#lib/format.ts';
import { ChangeByIdDocument } from '#lib/gql/generated/graphql.ts';
import { requireAdmin } from '#lib/server/admin.ts';
import { asViewer } from '#lib/server/api.ts';
import { takeDraft } from '#lib/server/drafts.ts';
import { takeSaid } from '#lib/server/said.ts';
import { tell } from '#lib/server/words.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { guild, viewer } = await requireAdmin(event.params.guild);
	const said = takeSaid(event);
	const entry = said?.entry
		? await changeOf(guild.guildId, said.entry, event.locals.reading)
		: null;
	return {
		guild,
		governed: viewer.guilds.filter(({ admin }) => admin).map((each) => each.guild),
		said: said && { entry, text: said.text },
		draft: takeDraft(event)
	};
};

/** The entry that was just written; a page that comes without it is better than none. */
async function changeOf(guild: string, id: string, reading: Reading): Promise<Told | null> {
	const result = await asViewer(ChangeByIdDocument, { guild, entry: id });
	const entry = result.ok ? result.data.guild?.auditEntry : null;
	return entry ? tell(entry, reading) : null;
}
