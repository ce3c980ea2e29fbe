/** @type {Record<string, string>} */
export const ways = {
  'chapter.ways': 'Learning without labels',
  'card.clusters': 'Groups without names',
  'card.clusters.term': 'unüberwachtes Lernen, k-Means',
  'card.clusters.task': 'Go step by step. Does the method find your classes by itself?',
  'card.clusters.text':
    'Here no picture has a label. Each picture goes to the centre that it resembles most, then each centre moves to the mean of its pictures. This repeats until nothing moves any more. So a computer finds groups without anybody naming them. That is called unsupervised learning.',
  'card.clusters.exactly':
    'Each centre c is the mean of the pictures in its group k. The method is called k-means. You have to tell it how many groups there are. The start is random.',
  'card.clusters.groups': 'Groups k',
  'card.clusters.centre': 'Centre of group {n}',
  'card.clusters.group': '{n}, mostly {name}',
  'card.clusters.spread': 'Distance to the centre (squared)',
  'card.clusters.share': 'fit the most frequent name',
  'card.reward': 'Learning by reward',
  'card.reward.term': 'bestärkendes Lernen, Q-Learning',
  'card.reward.task':
    'Let the agent practise more and more. When does it find the way to the star? What does curiosity do?',
  'card.reward.text':
    'Here there are neither pictures nor labels. An agent sets out and tries. The star brings a reward, the pit a penalty, and each step costs a little. It remembers which step paid off later. This is how computers learn games, and robots to walk. That is called reinforcement learning.',
  'card.reward.exactly':
    'Q is the expected reward of a step, r the reward. Q′ are the values of the next steps; the largest counts. α is the learning rate. γ says how much a later reward counts. Curiosity is the share of random steps.',
  'card.reward.tries': 'Tries',
  'card.reward.curiosity': 'Curiosity',
  'card.reward.world': 'The field: a dot is the start, a star the goal, crosses are pits, arrows the best step',
  'card.reward.read': 'The arrow shows the step that seemed best there. Blue promises reward, orange loss.',
  'card.reward.sum': 'Reward on the best way',
  'card.reward.falls': 'fell into the pit',
};
