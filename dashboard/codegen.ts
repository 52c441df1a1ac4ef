import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents from the contract's files; a running server is never asked. */
const config: CodegenConfig = {
	schema: '../schema/*.graphql',
	documents: 'src/lib/gql/documents/*.graphql',
	generates: {
		'src/lib/gql/generated/': {
			preset: 'client',
			presetConfig: {
				fragmentMasking: false,
				persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256' }
			},
			config: {
				documentMode: 'string',
				useTypeImports: true,
				enumsAsTypes: true,
				strictScalars: true,
				scalars: {
					BigInt: 'number',
					Color: 'string',
					Date: 'string',
					DateTime: 'string',
					Decimal: 'string',
					JSON: 'unknown',
					Snowflake: 'string',
					URL: 'string'
				}
			}
		}
	},
	ignoreNoDocuments: false
};

export default config;
