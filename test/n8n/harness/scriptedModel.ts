import Fastify from 'fastify';

/** A tool as a model is told of it. */
export interface ToolSeen {
	name: string;
	description: string;
	parameters: { properties?: Record<string, unknown> };
}

/** A chat model that does what a test says, behind the interface of OpenAI. It thinks nothing, and asks nobody. */
export interface ScriptedModel {
	/** For the credential of n8n's OpenAI Chat Model. */
	url: string;
	/** The tools of each question, and what the tools have answered so far. */
	asked: Array<{ tools: ToolSeen[]; answers: string[] }>;
	/** With what it calls its first tool; it has no more to say after that. */
	values: Record<string, unknown>;
	close: () => Promise<void>;
}

interface Question {
	model: string;
	tools?: Array<{ function: ToolSeen }>;
	messages: Array<{ role: string; content: unknown }>;
}

/** Starts a scripted model on 127.0.0.1. Whoever starts it closes it. */
export async function startScriptedModel(): Promise<ScriptedModel> {
	const app = Fastify({ forceCloseConnections: true });
	const model: ScriptedModel = {
		url: '',
		asked: [],
		values: {},
		close: async () => await app.close(),
	};
	app.post('/v1/chat/completions', async (request) => {
		const { tools = [], messages, model: name } = request.body as Question;
		const seen = tools.map((tool) => tool.function);
		const answers = messages
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => String(content));
		model.asked.push({ tools: seen, answers });
		const isFirst = answers.length === 0;
		const call = {
			id: 'call_1',
			type: 'function',
			function: { name: seen[0]?.name, arguments: JSON.stringify(model.values) },
		};
		return {
			id: 'chatcmpl-1',
			object: 'chat.completion',
			created: 1,
			model: name,
			choices: [
				{
					index: 0,
					finish_reason: isFirst ? 'tool_calls' : 'stop',
					message: isFirst
						? { role: 'assistant', content: null, tool_calls: [call] }
						: { role: 'assistant', content: 'Done.' },
				},
			],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});
	model.url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/v1`;
	return model;
}
